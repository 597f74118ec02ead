package dev.karamon.openapi;

import dev.karamon.actor.Role;
import dev.karamon.admin.AdminRoute;
import dev.karamon.admin.Nothing;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** One admin route as an operation of the document. */
record AdminOperation(AdminRoute<?> route) {
  private static final String JSON = "application/json";

  /** Builds it; the schemas it names are put into the document. */
  Operation into(NamedSchemas named) {
    var operation =
        new Operation()
            .addTagsItem(tag())
            .summary(route.summary())
            .operationId(route.operationId())
            .responses(responses(named));
    route
        .pathParameters()
        .forEach(p -> operation.addParametersItem(parameter(p).in("path").required(true)));
    route
        .queryParameters()
        .forEach(p -> operation.addParametersItem(parameter(p).in("query").required(false)));
    body(named).ifPresent(operation::setRequestBody);
    return route.role().map(role -> guarded(operation, role)).orElseGet(() -> open(operation));
  }

  private String tag() {
    return Names.pascal(route.path().split("/", -1)[1]);
  }

  private static Operation guarded(Operation operation, Role least) {
    operation.addExtension("x-role", least.wire());
    return operation
        .description("Needs the role `" + least.wire() + "`.")
        .security(AdminSecurity.either());
  }

  private static Operation open(Operation operation) {
    return operation.description("Open to everybody.").security(List.of());
  }

  private static Parameter parameter(AdminRoute.Parameter declared) {
    return new Parameter()
        .name(declared.name())
        .description(declared.description())
        .schema(RecordSchema.unsized(RecordSchema.ofParameter(declared.type())));
  }

  private Optional<RequestBody> body(NamedSchemas named) {
    if (route.body() == Nothing.class) {
      return Optional.empty();
    }
    var body = record(route.body(), route.bodyFields());
    var required = body.root().getRequired();
    return Optional.of(
        new RequestBody()
            .required(required != null && !required.isEmpty())
            .content(json(named.add(body))));
  }

  private ApiResponses responses(NamedSchemas named) {
    var answer = route.answer();
    var done = new ApiResponse();
    switch (answer.shape()) {
      case NOTHING -> done.description("Done.");
      case ONE ->
          done.description(answer.status() == 201 ? "Made." : "The answer.")
              .content(json(named.add(record(answer.type(), answer.fields()))));
      case PAGE -> done.description("One page.").content(json(page(answer, named)));
    }
    var responses = new ApiResponses();
    responses.addApiResponse(Integer.toString(answer.status()), done);
    AdminFailures.of(route, responses);
    return responses;
  }

  private static Schema<?> page(AdminRoute.Answer answer, NamedSchemas named) {
    var items = record(answer.type(), answer.fields());
    var properties = new LinkedHashMap<String, Schema<?>>();
    properties.put("items", Shapes.list(named.add(items)));
    properties.put("page", Shapes.single("integer", "The number of this page, counted from 1."));
    properties.put("per_page", Shapes.single("integer", "Entries per page."));
    properties.put("total", Shapes.single("integer", "Entries on all pages."));
    var name = items.name() + "Page";
    named.add(name, Shapes.object(properties, List.copyOf(properties.keySet())));
    return RecordSchema.ref(name);
  }

  private static RecordSchema record(
      Class<? extends Record> type, List<Class<? extends Record>> moduleFields) {
    return RecordSchema.of(type)
        .with(moduleFields.stream().map(RecordSchema::of).toList())
        .nullable()
        // Generators make a bigint of int64, which the panel's forms cannot send back as JSON.
        .unsized();
  }

  private static Content json(Schema<?> schema) {
    return new Content().addMediaType(JSON, new MediaType().schema(schema));
  }
}
