package dev.karamon.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.endpoint.Api;
import dev.karamon.endpoint.Cors;
import dev.karamon.endpoint.Endpoint;
import dev.karamon.endpoint.EndpointTable;
import dev.karamon.endpoint.RequestRestriction;
import dev.karamon.id.ApiId;
import dev.karamon.id.EndpointId;
import dev.karamon.id.GroupId;
import dev.karamon.json.Json;
import dev.karamon.operation.ApiSecurity;
import dev.karamon.operation.Catalog;
import dev.karamon.operation.Category;
import dev.karamon.operation.Collaborators;
import dev.karamon.operation.RateLimit;
import dev.karamon.operation.SameSite;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** An API with endpoints, as rows would say it, without a database. */
final class TestShop {
  static final ApiId ID = new ApiId(7);

  private static final Catalog CATALOG =
      Catalog.of(
          List.of(new BuyOperation(), new LookOperation()),
          new Collaborators().with(Shelf.class, new Shelf()));

  private final ApiSecurity security;
  private final List<Endpoint> endpoints = new ArrayList<>();

  TestShop(ApiSecurity security) {
    this.security = security;
  }

  TestShop buy(String path, String settings) {
    return add(path, "buy", settings, true, Optional.empty(), Optional.empty());
  }

  TestShop look(String path) {
    return add(path, "look", "{}", true, Optional.empty(), Optional.empty());
  }

  TestShop lookFor(String path, long group, RateLimit limit) {
    return add(path, "look", "{}", true, Optional.of(new GroupId(group)), Optional.of(limit));
  }

  TestShop switchedOff(String path) {
    return add(path, "look", "{}", false, Optional.empty(), Optional.empty());
  }

  TestShop withoutOperation(String path) {
    return add(path, "steal", "{}", true, Optional.empty(), Optional.empty());
  }

  /** In the order in which the database gives them. */
  TestShop sortedByPath() {
    endpoints.sort(Comparator.comparing(Endpoint::path));
    return this;
  }

  EndpointTable table() {
    var api =
        new Api(
            ID,
            "Shop <b>&amp;</b> \"more\"",
            "2.1",
            "For the *front end*.",
            security,
            SameSite.LAX,
            new Cors(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
            Optional.empty(),
            3600,
            86400,
            1);
    return EndpointTable.of(List.of(api), endpoints, CATALOG);
  }

  /** The document as it is sent. */
  JsonNode document() {
    return Json.read(Documents.compact(new ApiDocument().of(table().api(ID).orElseThrow())));
  }

  private TestShop add(
      String path,
      String operation,
      String settings,
      boolean enabled,
      Optional<GroupId> group,
      Optional<RateLimit> limit) {
    endpoints.add(
        new Endpoint(
            new EndpointId(endpoints.size() + 1),
            ID,
            path,
            operation.equals("buy") ? "POST" : "GET",
            enabled,
            Category.PAYMENTS,
            "Shop",
            1,
            operation,
            "",
            "The admin's **own** words.",
            new RequestRestriction(
                group.isPresent()
                    ? RequestRestriction.Type.GROUP_AUTH
                    : RequestRestriction.Type.NONE,
                group.map(List::of)),
            limit,
            0,
            Json.read(settings),
            1));
    return this;
  }
}
