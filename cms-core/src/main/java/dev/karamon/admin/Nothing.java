package dev.karamon.admin;

/** A request or an answer without a body. */
public record Nothing() {}
