package dev.karamon.sandbox.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.karamon.sandbox.api.Endpoint;
import dev.karamon.sandbox.api.Resource;
import dev.karamon.sandbox.event.World;
import dev.karamon.sandbox.schema.Shape;
import java.util.List;
import java.util.Set;

/** The one account that the sandbox is. */
public final class Accounts implements Resource {
  /** The account's id, always the same. */
  public static final String ID = "acct_karamonsandbox";

  private final World world;

  public Accounts(World world) {
    this.world = world;
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/v1/account", "AccountRetrieveParams", Set.of(), _ -> own()),
        Endpoint.get(
            "/v1/accounts/:id",
            "AccountRetrieveParams",
            Set.of(),
            call -> call.id().equals(ID) ? own() : world.objects().atPath("account", call.id())));
  }

  private static ObjectNode own() {
    var account = Shape.of("Account").put("id", ID).put("type", "standard");
    account.put("country", "US").put("default_currency", "usd").put("email", "owner@example.com");
    account.put("charges_enabled", true).put("payouts_enabled", true);
    account.put("details_submitted", true).putObject("metadata");
    account.set(
        "business_profile", Shape.of("Account.BusinessProfile").put("name", "Karamon sandbox"));
    return account;
  }
}
