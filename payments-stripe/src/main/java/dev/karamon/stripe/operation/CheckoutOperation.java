package dev.karamon.stripe.operation;

import com.google.auto.service.AutoService;
import dev.karamon.error.Problems;
import dev.karamon.http.PageUrls;
import dev.karamon.operation.Call;
import dev.karamon.operation.CallerNeed;
import dev.karamon.operation.Operation;
import dev.karamon.operation.OperationSpec;
import dev.karamon.stripe.CheckoutSessionId;
import dev.karamon.stripe.PriceId;
import dev.karamon.stripe.checkout.CheckoutOrder;
import dev.karamon.stripe.gateway.CheckoutPage;
import dev.karamon.stripe.gateway.PriceView;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** {@code Stripe::checkout}: a member goes to pay. */
@AutoService(Operation.class)
public final class CheckoutOperation
    extends StripeOperation<
        CheckoutOperation.Settings, CheckoutOperation.Input, CheckoutOperation.Output> {

  /** What the admin fixes; nothing of it can be sent by the caller. */
  public record Settings(
      @ArraySchema(
              minItems = 1,
              maxItems = 100,
              arraySchema = @Schema(title = "Prices", description = PRODUCTS))
          @Schema(title = "Prices", description = PRODUCTS)
          List<PriceId> productsList,
      @Schema(
              title = "Return URL",
              description = "Where buyers return after paying; {CHECKOUT_SESSION_ID} is filled in.",
              maxLength = PageUrls.MAX_LENGTH)
          String returnUrl,
      @Schema(
              title = "Return URL without payment",
              description = "Where buyers return without having paid.",
              maxLength = PageUrls.MAX_LENGTH)
          String returnErrUrl,
      @Schema(
              title = "Trial days",
              description =
                  "Days before the first payment, for members who have not had a trial of one of"
                      + " the prices, or of another price of its groups, yet.",
              minimum = "1",
              maximum = "730")
          Optional<Integer> trialPeriodDays,
      @Schema(
              title = "End of the trial",
              description =
                  "First payment at this time (Unix seconds), 48 hours to 5 years from now; instead"
                      + " of days, and for the same members.",
              format = "unix-time")
          Optional<Long> trialEnd,
      @Schema(
              title = "Promotion codes",
              description = "Whether buyers may enter promotion codes.",
              defaultValue = "false")
          Optional<Boolean> allowPromotionCodes,
      @Schema(
              title = "Sell again",
              description = "Whether a member who has one of the prices may buy it again.",
              defaultValue = "false")
          Optional<Boolean> allowSeveral) {}

  private static final String PRODUCTS =
      "Stripe price IDs to sell; one that is listed twice is sold in quantity 2.";

  /** Nothing is sent: prices and URLs are the admin's. */
  public record Input() {}

  /** Where to go. */
  public record Output(
      @Schema(description = "URL of Stripe's payment page; send the buyer there.") String url,
      @Schema(description = "Stripe's id of the Checkout session.") CheckoutSessionId sessionId) {}

  @Override
  public OperationSpec spec() {
    return OperationSpec.writes(
            "checkout", "Opens Stripe's payment page for the member who calls.", CallerNeed.MEMBER)
        .perMinute(60);
  }

  @Override
  public Future<Void> check(Settings settings, StripeServices stripe, Problems problems) {
    ReturnUrls.check(settings.returnUrl(), "return_url", problems);
    ReturnUrls.check(settings.returnErrUrl(), "return_err_url", problems);
    if (settings.trialPeriodDays().isPresent() && settings.trialEnd().isPresent()) {
      problems.invalid("trial_end", "Give trial_period_days or trial_end, not both.");
    } else {
      settings
          .trialEnd()
          .flatMap(stripe.checkouts()::refusalOfTrialEnd)
          .ifPresent(why -> problems.invalid("trial_end", why));
    }
    return stripe
        .prices()
        .check(settings.productsList(), "products_list", problems)
        .map(found -> {
          checkKinds(found, settings, problems);
          return null;
        });
  }

  private static void checkKinds(List<PriceView> found, Settings settings, Problems problems) {
    var once = found.stream().anyMatch(price -> !price.isRecurring());
    if (once && found.stream().anyMatch(PriceView::isRecurring)) {
      problems.invalid(
          "products_list",
          "Recurring and one-time prices cannot be sold on one page; make an endpoint for each.");
    }
    if (once && settings.trialPeriodDays().isPresent()) {
      problems.invalid("trial_period_days", "A one-time price has no trial; leave it out.");
    }
    if (once && settings.trialEnd().isPresent()) {
      problems.invalid("trial_end", "A one-time price has no trial; leave it out.");
    }
  }

  @Override
  protected Future<Output> act(Call<Settings, Input> call, StripeServices stripe) {
    var settings = call.settings();
    var order =
        new CheckoutOrder(
            call.member().member(),
            call.endpoint(),
            settings.productsList(),
            settings.returnUrl(),
            settings.returnErrUrl(),
            settings.trialPeriodDays(),
            settings.trialEnd(),
            settings.allowPromotionCodes().orElse(false),
            settings.allowSeveral().orElse(false));
    return stripe.checkouts().open(order).map(CheckoutOperation::output);
  }

  private static Output output(CheckoutPage page) {
    var url =
        page.url()
            .orElseThrow(
                () -> new IllegalStateException("An open session has a URL: " + page.id()));
    return new Output(url, page.id());
  }
}
