package dev.karamon.http;

/** A request or an answer without a body. */
public record Nothing() {}
