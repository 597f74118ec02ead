package dev.karamon.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.actor.Role;
import dev.karamon.error.ErrorKind;
import dev.karamon.json.RecordReader;
import dev.karamon.json.Schemas;
import dev.karamon.page.Page;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One admin route as a value; mounting, decoding, the role check, the OpenAPI document and the
 * authorization tests all come from it.
 */
public final class AdminRoute<I extends Record> {
  /** What an answer carries. */
  public enum Shape {
    NOTHING,
    ONE,
    PAGE
  }

  /**
   * What is answered: how many, of what record, with which fields of modules, under which status.
   */
  public record Answer(
      Shape shape,
      Class<? extends Record> type,
      List<Class<? extends Record>> fields,
      int status) {}

  /**
   * A parameter of the path or of the query, for the document.
   *
   * @param type what its text stands for
   */
  public record Parameter(String name, Class<?> type, String description) {}

  private static final Pattern IN_BRACES = Pattern.compile("\\{([a-z_]+)}");

  private final Builder<I> declared;
  private final Answer answer;
  private final Function<AdminCall<I>, ? extends Future<?>> handler;
  private final RecordReader reader;
  private final Set<String> readOnly;

  private AdminRoute(
      Builder<I> declared, Answer answer, Function<AdminCall<I>, ? extends Future<?>> handler) {
    this.declared = declared;
    this.answer = answer;
    this.handler = handler;
    var types = new ArrayList<Class<? extends Record>>();
    types.add(declared.body);
    types.addAll(declared.bodyFields);
    this.reader = RecordReader.of(types);
    this.readOnly = readOnly(declared, answer, reader.schema());
  }

  /** What was read can be sent back whole: fields that only the answer has are passed over. */
  private static Set<String> readOnly(Builder<?> declared, Answer answer, ObjectNode body) {
    var names = new HashSet<String>();
    if (declared.method.equals(HttpMethod.PUT) && !declared.takesNothingElse) {
      Schemas.open(answer.type()).path("properties").fieldNames().forEachRemaining(names::add);
      for (var type : answer.fields()) {
        Schemas.open(type).path("properties").fieldNames().forEachRemaining(names::add);
      }
      body.path("properties").fieldNames().forEachRemaining(names::remove);
    }
    return Set.copyOf(names);
  }

  /** A route that reads. */
  public static Builder<Nothing> get(String path) {
    return new Builder<>(HttpMethod.GET, path, Nothing.class);
  }

  /** A route that creates or acts. */
  public static Builder<Nothing> post(String path) {
    return new Builder<>(HttpMethod.POST, path, Nothing.class);
  }

  /** A route that replaces. */
  public static Builder<Nothing> put(String path) {
    return new Builder<>(HttpMethod.PUT, path, Nothing.class);
  }

  /** A route that deletes. */
  public static Builder<Nothing> delete(String path) {
    return new Builder<>(HttpMethod.DELETE, path, Nothing.class);
  }

  /** The method. */
  public HttpMethod method() {
    return declared.method;
  }

  /** The path below {@code /admin/api/v1}, with parameters in braces. */
  public String path() {
    return declared.path;
  }

  /** The least role that may call it; empty when nobody needs to be signed in. */
  public Optional<Role> role() {
    return declared.role;
  }

  /** What it does, in one line. */
  public String summary() {
    return declared.summary;
  }

  /** Name for generated clients. */
  public String operationId() {
    return declared.operationId;
  }

  /** The record that is sent; {@link Nothing} when there is no body. */
  public Class<I> body() {
    return declared.body;
  }

  /** The schema of the whole body, with the fields that modules contribute. */
  public ObjectNode bodySchema() {
    return reader.schema();
  }

  /** What is answered. */
  public Answer answer() {
    return answer;
  }

  /** The records whose fields modules add to the body. */
  public List<Class<? extends Record>> bodyFields() {
    return declared.bodyFields;
  }

  /** The query parameters it knows. */
  public List<Parameter> queryParameters() {
    return List.copyOf(declared.query);
  }

  /** The parameters of its path; numeric ids unless declared otherwise. */
  public List<Parameter> pathParameters() {
    return IN_BRACES
        .matcher(declared.path)
        .results()
        .map(found -> found.group(1))
        .map(name ->
            declared.pathTypes.getOrDefault(name, new Parameter(name, Long.class, "Its id.")))
        .toList();
  }

  /** How it may fail besides what every route of its kind can meet. */
  public Set<ErrorKind> failures() {
    return Set.copyOf(declared.failures);
  }

  /** The names of the orders that its list can be read in. */
  public List<String> orders() {
    return declared.orders;
  }

  /** The values that texts of its answer have as a rule, by the name of their schema. */
  public Map<String, List<String>> known() {
    return Map.copyOf(declared.known);
  }

  ObjectNode check(JsonNode body) {
    if (body instanceof ObjectNode object) {
      object.remove(readOnly);
    }
    return reader.check(body);
  }

  Future<?> call(AdminCall<I> call) {
    return handler.apply(call);
  }

  /** Describes a route; completed by its answer. */
  public static final class Builder<I extends Record> {
    private final HttpMethod method;
    private final String path;
    private final Class<I> body;
    private List<Class<? extends Record>> bodyFields = List.of();
    private List<Class<? extends Record>> answerFields = List.of();
    private List<String> orders = List.of();
    private final List<Parameter> query = new ArrayList<>();
    private final Map<String, Parameter> pathTypes = new HashMap<>();
    private Optional<Role> role = Optional.empty();
    private final Map<String, List<String>> known = new HashMap<>();
    private final Set<ErrorKind> failures = EnumSet.noneOf(ErrorKind.class);
    private boolean takesNothingElse;
    private boolean saysWho;
    private String summary = "";
    private String operationId = "";

    private Builder(HttpMethod method, String path, Class<I> body) {
      this.method = method;
      this.path = path;
      this.body = body;
    }

    /** The least role. */
    public Builder<I> role(Role least) {
      this.saysWho = true;
      this.role = Optional.of(least);
      return this;
    }

    /** Open to everybody. */
    public Builder<I> open() {
      this.saysWho = true;
      this.role = Optional.empty();
      return this;
    }

    /** The name for generated clients and what it does, in one line. */
    public Builder<I> does(String name, String oneLine) {
      this.operationId = name;
      this.summary = oneLine;
      return this;
    }

    /** How it may fail besides what every route of its kind can meet, for the document. */
    public Builder<I> mayFail(ErrorKind... kinds) {
      failures.addAll(List.of(kinds));
      return this;
    }

    /** A text that the query may carry. */
    public Builder<I> query(String name, String description) {
      return query(name, String.class, description);
    }

    /** A value that the query may carry; a {@code Long} is an id, an enum one of its names. */
    public Builder<I> query(String name, Class<?> type, String description) {
      query.add(new Parameter(name, type, description));
      return this;
    }

    /** The names of the orders that the list can be read in. */
    public Builder<I> sorts(List<String> names) {
      orders = List.copyOf(names);
      return query(
          "sort",
          "Its order: " + String.join(", ", names) + "; prefix it with - for descending order.");
    }

    /**
     * A schema of the values that a text of the answer has as a rule: of this server, not of those
     * before or after it.
     */
    public Builder<I> names(String schema, List<String> values) {
      known.put(schema, List.copyOf(values));
      return this;
    }

    /** A parameter of the path that is no numeric id. */
    public Builder<I> path(String name, Class<?> type, String description) {
      if (!path.contains("{" + name + "}")) {
        throw new IllegalArgumentException(path + " has no parameter " + name);
      }
      pathTypes.put(name, new Parameter(name, type, description));
      return this;
    }

    /** The record that is sent. */
    public <B extends Record> Builder<B> takes(Class<B> type) {
      return takes(type, List.of());
    }

    /** The record that is sent where another thing is answered: nothing of that is passed over. */
    public <B extends Record> Builder<B> takesOnly(Class<B> type) {
      var next = takes(type);
      next.takesNothingElse = true;
      return next;
    }

    /** The record that is sent, and the records whose fields modules add to it. */
    public <B extends Record> Builder<B> takes(
        Class<B> type, List<Class<? extends Record>> moduleFields) {
      var next = new Builder<>(method, path, type);
      next.bodyFields = List.copyOf(moduleFields);
      next.answerFields = answerFields;
      next.orders = orders;
      next.query.addAll(query);
      next.pathTypes.putAll(pathTypes);
      next.failures.addAll(failures);
      next.known.putAll(known);
      next.role = role;
      next.saysWho = saysWho;
      next.summary = summary;
      next.operationId = operationId;
      return next;
    }

    /** The records whose fields modules add to the answer. */
    public Builder<I> with(List<Class<? extends Record>> moduleFields) {
      this.answerFields = List.copyOf(moduleFields);
      return this;
    }

    /** Answers 200 with one thing. */
    public AdminRoute<I> answers(
        Class<? extends Record> type, Function<AdminCall<I>, ? extends Future<?>> handler) {
      return end(new Answer(Shape.ONE, type, answerFields, 200), handler);
    }

    /** Answers 201 with the whole created thing. */
    public AdminRoute<I> creates(
        Class<? extends Record> type, Function<AdminCall<I>, ? extends Future<?>> handler) {
      return end(new Answer(Shape.ONE, type, answerFields, 201), handler);
    }

    /** Answers 200 with one page of things. */
    public AdminRoute<I> lists(
        Class<? extends Record> type, Function<AdminCall<I>, Future<? extends Page<?>>> handler) {
      query("page", Integer.class, "Which page, counted from 1.");
      query("per_page", Integer.class, "Entries per page, 1 to 100; 20 when omitted.");
      query("q", "Search text.");
      return end(new Answer(Shape.PAGE, type, answerFields, 200), handler);
    }

    /** Answers 204 without a body. */
    public AdminRoute<I> done(Function<AdminCall<I>, Future<Void>> handler) {
      return end(new Answer(Shape.NOTHING, Nothing.class, List.of(), 204), handler);
    }

    private AdminRoute<I> end(Answer answer, Function<AdminCall<I>, ? extends Future<?>> handler) {
      if (summary.isEmpty()) {
        throw new IllegalStateException(method + " " + path + " does not say what it does");
      }
      if (!saysWho) {
        throw new IllegalStateException(method + " " + path + " does not say who may call it");
      }
      return new AdminRoute<>(this, answer, handler);
    }
  }
}
