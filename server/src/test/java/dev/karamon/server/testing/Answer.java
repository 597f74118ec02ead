package dev.karamon.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What came back. */
public record Answer(int status, HttpHeaders headers, String text) {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  /** Fails unless the status is this one; the message shows the body. */
  public Answer expect(int expected) {
    assertThat(status).as(text).isEqualTo(expected);
    return this;
  }

  /** The body; missing when it is no JSON. */
  public JsonNode json() {
    try {
      return text.isBlank() ? MissingNode.getInstance() : JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /** A part of the body. */
  public JsonNode at(String pointer) {
    return json().at(pointer);
  }

  /** A header. */
  public Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  /** The names of the body's fields, in their order. */
  public List<String> fieldNames() {
    return fieldNames(json());
  }

  /** The names of an object's fields, in their order. */
  public static List<String> fieldNames(JsonNode object) {
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Fails unless it is a problem of RFC 9457 as the contract writes it, with this code. */
  public Answer expectProblem(int expected, String code) {
    expect(expected);
    assertThat(header("Content-Type")).contains("application/problem+json");
    assertThat(fieldNames())
        .contains("type", "title", "status", "detail", "code", "request_id", "errors");
    assertThat(at("/status").intValue()).isEqualTo(expected);
    assertThat(at("/code").textValue()).isEqualTo(code);
    assertThat(at("/request_id").textValue()).isEqualTo(header("x-request-id").orElseThrow());
    for (var error : at("/errors")) {
      assertThat(fieldNames(error)).containsExactlyInAnyOrder("field", "code", "message");
    }
    return this;
  }

  /** Fails unless it is the failure envelope of generated endpoints, with this code first. */
  public Answer expectFailure(int expected, String code) {
    expect(expected);
    assertThat(fieldNames()).containsExactlyInAnyOrder("errors", "x-rcms-request-id");
    assertThat(at("/errors/0/code").textValue()).as(text).isEqualTo(code);
    assertThat(at("/errors/0/message").textValue()).isNotBlank();
    assertThat(at("/x-rcms-request-id").textValue())
        .isEqualTo(header("x-rcms-request-id").orElseThrow())
        .isEqualTo(header("x-request-id").orElseThrow());
    return this;
  }

  /** The fields that the errors name, in their order. */
  public List<String> errorFields() {
    var fields = new ArrayList<String>();
    at("/errors").forEach(error -> fields.add(error.path("field").asText()));
    return fields;
  }
}
