package dev.karamon.server.testing;

/** A group, the price that leads to it, and an API that sells it. */
public record Shop(String price, TestGroup group, TestApi api) {}
