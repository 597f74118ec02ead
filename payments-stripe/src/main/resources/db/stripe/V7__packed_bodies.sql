-- Bodies of events come packed, so that packing them once more would be for nothing.
ALTER TABLE stripe_event ALTER COLUMN body SET STORAGE EXTERNAL;
