package dev.karamon.stripe.membership;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/** The policies of a group, as admins send and see them; what is left out is as usual. */
public record StripePolicies(
    @Schema(
            description =
                "How long a member whose payment is late stays: while_retrying (as long"
                    + " as Stripe tries to collect it), grace_days (some days from the first"
                    + " failure), until_period_end (until the end of the last paid period),"
                    + " remove (not at all).",
            defaultValue = "while_retrying")
        Optional<GroupPolicy.PastDue> pastDue,
    @Schema(
            description = "Days from the first failed payment; used with past_due: grace_days.",
            minimum = "1",
            maximum = "365",
            defaultValue = "7")
        Optional<Integer> graceDays,
    @Schema(
            description = "Whether a member stays while the collection of payments is paused.",
            defaultValue = "keep")
        Optional<GroupPolicy.Then> pausedCollection,
    @Schema(
            description = "Days that a one-time purchase lasts; without an end when omitted.",
            minimum = "1",
            maximum = "36500")
        Optional<Integer> purchaseDays,
    @Schema(
            description = "What a full refund does to a one-time purchase.",
            defaultValue = "remove")
        Optional<GroupPolicy.Then> refund,
    @Schema(
            description = "What a lost dispute does to a one-time purchase.",
            defaultValue = "remove")
        Optional<GroupPolicy.Then> lostDispute) {
  GroupPolicy policy() {
    var usual = GroupPolicy.USUAL;
    return new GroupPolicy(
        pastDue.orElse(usual.pastDue()),
        graceDays.orElse(usual.graceDays()),
        pausedCollection.orElse(usual.pausedCollection()),
        purchaseDays,
        refund.orElse(usual.refund()),
        lostDispute.orElse(usual.lostDispute()));
  }

  static StripePolicies of(GroupPolicy policy) {
    return new StripePolicies(
        Optional.of(policy.pastDue()),
        Optional.of(policy.graceDays()),
        Optional.of(policy.pausedCollection()),
        policy.purchaseDays(),
        Optional.of(policy.refund()),
        Optional.of(policy.lostDispute()));
  }
}
