package dev.karamon.sandbox;

/** How a command ended, and what it printed. */
record Outcome(int status, String output) {}
