package dev.karamon.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.karamon.group.GroupUse;
import dev.karamon.id.GroupId;
import dev.karamon.json.Schemas;
import dev.karamon.operation.Catalog;
import dev.karamon.operation.CatalogEntry;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The groups that endpoints name: in their restriction, and wherever a setting is a group's id. */
public final class EndpointGroups implements GroupUse {
  /** The setting that puts people into a group. */
  private static final String DEFAULT_GROUP = "default_group_id";

  private final EndpointStore store = new EndpointStore();
  private final Catalog catalog;

  public EndpointGroups(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public Future<List<String>> of(SqlClient transaction, GroupId group) {
    return naming(transaction, group, this::named);
  }

  @Override
  public Future<List<String>> asDefault(SqlClient transaction, GroupId group) {
    return naming(transaction, group, this::defaults);
  }

  /** All groups that an endpoint names. */
  Set<GroupId> named(Endpoint endpoint) {
    var groups = new HashSet<GroupId>();
    if (endpoint.requestRestriction().type() == RequestRestriction.Type.GROUP_AUTH) {
      groups.addAll(endpoint.requestRestriction().groups());
    }
    collect(schema(endpoint), endpoint.settings(), groups);
    return groups;
  }

  /** The groups that an endpoint puts people into. */
  Set<GroupId> defaults(Endpoint endpoint) {
    var groups = new HashSet<GroupId>();
    collect(
        schema(endpoint).path("properties").path(DEFAULT_GROUP),
        endpoint.settings().path(DEFAULT_GROUP),
        groups);
    return groups;
  }

  private Future<List<String>> naming(
      SqlClient transaction, GroupId group, Function<Endpoint, Set<GroupId>> groups) {
    return store
        .all(transaction)
        .map(all ->
            all.stream()
                .filter(endpoint -> groups.apply(endpoint).contains(group))
                .map(EndpointGroups::title)
                .toList());
  }

  private JsonNode schema(Endpoint endpoint) {
    return EndpointTable.operation(endpoint, catalog)
        .<JsonNode>map(CatalogEntry::settingsSchema)
        .orElseGet(MissingNode::getInstance);
  }

  private static void collect(JsonNode schema, JsonNode value, Set<GroupId> into) {
    if (value.isIntegralNumber() && schema.path(Schemas.ID_OF).asText().equals("group")) {
      into.add(new GroupId(value.longValue()));
    }
    if (value.isArray()) {
      value.forEach(item -> collect(schema.path("items"), item, into));
    }
    value
        .properties()
        .forEach(field ->
            collect(schema.path("properties").path(field.getKey()), field.getValue(), into));
  }

  private static String title(Endpoint endpoint) {
    return "the endpoint %s /rcms-api/%s/%s"
        .formatted(endpoint.method(), endpoint.apiId(), endpoint.path());
  }
}
