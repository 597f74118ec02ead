package dev.karamon.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/** One change: by whom, of what, from what to what, and because of what. */
public record AuditEntry(
    long id,
    Instant at,
    String actor,
    String action,
    String subject,
    Optional<JsonNode> before,
    Optional<JsonNode> after,
    Optional<String> cause) {}
