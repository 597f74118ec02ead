package dev.karamon.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.error.FieldProblem;
import dev.karamon.error.KaramonException;
import dev.karamon.error.Problems;
import dev.karamon.json.RecordReader;
import dev.karamon.json.Schemas;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.Stream;

/** An operation with everything that is derived from it. */
public final class CatalogEntry {
  private final Bound<?, ?, ?, ?> bound;

  CatalogEntry(Bound<?, ?, ?, ?> bound) {
    this.bound = bound;
  }

  static <S extends Record, I extends Record, O extends Record, C> Bound<S, I, O, C> bind(
      TypedOperation<S, I, O, C> operation,
      Class<S> settings,
      Class<I> input,
      Class<O> output,
      C collaborator) {
    return new Bound<>(
        operation,
        collaborator,
        settings,
        input,
        output,
        RecordReader.of(settings),
        RecordReader.of(input));
  }

  /** Where it stands in the tree. */
  public Model model() {
    return bound.operation.model();
  }

  /** Its description. */
  public OperationSpec spec() {
    return bound.operation.spec();
  }

  /** Such as {@code Stripe::checkout (v1)}. */
  public String title() {
    return model().name() + "::" + spec().name() + " (v" + model().version() + ")";
  }

  /** The schema of what the admin fixes. */
  public ObjectNode settingsSchema() {
    return bound.settingsReader.schema();
  }

  /** The schema of what the caller sends. */
  public ObjectNode inputSchema() {
    return bound.inputReader.schema();
  }

  /** The schema of what the caller gets. */
  public ObjectNode outputSchema() {
    var own = Schemas.open(bound.output);
    var fields = outputFields();
    return fields.isEmpty()
        ? own
        : Schemas.union(Stream.concat(Stream.of(own), fields.stream().map(Schemas::open)).toList());
  }

  /** The record of what the caller sends. */
  public Class<? extends Record> input() {
    return bound.input;
  }

  /** The record of what the caller gets. */
  public Class<? extends Record> output() {
    return bound.output;
  }

  /** The records whose fields modules add to what the caller gets. */
  public List<Class<? extends Record>> outputFields() {
    return bound.outputFields();
  }

  /**
   * Checks settings as an admin sends them; all problems at once, with fields below {@code
   * settings}.
   */
  public Future<List<FieldProblem>> checkSettings(JsonNode settings) {
    var problems = new Problems();
    return bound
        .checkSettings(settings, problems)
        .map(done -> problems.found().stream().map(CatalogEntry::belowSettings).toList());
  }

  /**
   * Ready to be called with these settings; throws when they do not fit the operation (any more).
   */
  public Ready ready(JsonNode settings) {
    return bound.ready(settings);
  }

  private static FieldProblem belowSettings(FieldProblem problem) {
    var field = problem.field().isEmpty() ? "settings" : "settings." + problem.field();
    return new FieldProblem(field, problem.code(), problem.message());
  }

  /** An operation with its settings: takes the caller's JSON, gives the answer's record. */
  @FunctionalInterface
  public interface Ready {
    /** Checks the input, then runs the operation. */
    Future<? extends Record> run(ObjectNode input, CallContext context);
  }

  /** Keeps the four types of one operation together. */
  record Bound<S extends Record, I extends Record, O extends Record, C>(
      TypedOperation<S, I, O, C> operation,
      C collaborator,
      Class<S> settings,
      Class<I> input,
      Class<O> output,
      RecordReader settingsReader,
      RecordReader inputReader) {

    List<Class<? extends Record>> outputFields() {
      return operation.outputFields(collaborator);
    }

    Future<Void> checkSettings(JsonNode json, Problems problems) {
      try {
        var read = settingsReader.read(json, settings);
        return operation.check(read, collaborator, problems);
      } catch (KaramonException e) {
        problems.addAll(e.problems());
        return e.problems().isEmpty() ? Future.failedFuture(e) : Future.succeededFuture();
      }
    }

    Ready ready(JsonNode json) {
      var fixed = settingsReader.read(json, settings);
      return (sent, context) ->
          operation.run(new Call<>(fixed, inputReader.read(sent, input), context), collaborator);
    }
  }
}
