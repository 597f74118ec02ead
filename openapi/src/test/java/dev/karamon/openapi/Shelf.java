package dev.karamon.openapi;

/** What the operations of the tests work with. */
final class Shelf {}
