-- +goose Up
ALTER TABLE register_amendment ADD COLUMN replaces BOOLEAN NOT NULL DEFAULT FALSE; -- a correction whose decision says the whole list anew
