package dev.karamon.stripe.membership;

import dev.karamon.database.Database;
import dev.karamon.id.MemberId;
import dev.karamon.member.MemberView;
import dev.karamon.member.Members;
import dev.karamon.stripe.membership.StripeMemberFields.AtStripe;
import dev.karamon.stripe.settings.Integrations;
import io.vertx.core.Future;
import java.util.List;

/** What members have, at Stripe and here. */
public final class Holdings {
  private final Database database;
  private final Members members;
  private final Integrations integrations;
  private final CustomerLinks links;
  private final MembershipSync sync;

  public Holdings(
      Database database, Members members, Integrations integrations, MembershipParts membership) {
    this.database = database;
    this.members = members;
    this.integrations = integrations;
    this.links = membership.links();
    this.sync = membership.membershipSync();
  }

  /** What one member has. */
  public record Holding(AtStripe atStripe, List<MemberView.Membership> groups) {
    public Holding {
      groups = List.copyOf(groups);
    }
  }

  /** What a member has in the mode that members pay in. */
  public Future<Holding> of(MemberId member) {
    var mode = integrations.current().selected();
    return database
        .with(client ->
            links
                .currentOf(client, mode, member)
                .compose(customer ->
                    sync.ofMembers(client, mode, List.of(member))
                        .map(mirrored ->
                            AtStripe.of(
                                customer, mirrored.stream().map(Mirrored::state).toList()))))
        .compose(atStripe ->
            members.find(member).map(found -> new Holding(atStripe, found.thing().groups())));
  }
}
