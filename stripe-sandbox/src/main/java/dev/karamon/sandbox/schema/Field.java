package dev.karamon.sandbox.schema;

/** One member of an object or of a set of parameters. */
public record Field(String name, Type type, boolean required) {}
