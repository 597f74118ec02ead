package dev.karamon.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;

/** What the API answers. */
record Answer(int status, JsonNode body, boolean replayed) {}
