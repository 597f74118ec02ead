package dev.karamon.http;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** A thing with the fields that modules add to it. */
public record Extended<T extends Record>(
    @JsonUnwrapped T thing, @JsonAnyGetter Map<String, JsonNode> fields) {}
