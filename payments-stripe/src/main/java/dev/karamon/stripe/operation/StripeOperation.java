package dev.karamon.stripe.operation;

import dev.karamon.error.KaramonException;
import dev.karamon.operation.Call;
import dev.karamon.operation.Category;
import dev.karamon.operation.Model;
import dev.karamon.operation.TypedOperation;
import dev.karamon.stripe.gateway.StripeError;
import io.vertx.core.Future;
import java.time.Duration;

/** The model {@code Stripe, v1}. */
public abstract class StripeOperation<S extends Record, I extends Record, O extends Record>
    extends TypedOperation<S, I, O, StripeServices> {
  private static final Model MODEL = new Model(Category.PAYMENTS, "Stripe", 1);

  /** An admin has to mend the key first. */
  private static final Duration RETRY = Duration.ofMinutes(1);

  @Override
  public final Model model() {
    return MODEL;
  }

  @Override
  public final Class<StripeServices> collaborator() {
    return StripeServices.class;
  }

  @Override
  public final Future<O> run(Call<S, I> call, StripeServices stripe) {
    return act(call, stripe).recover(StripeOperation::forMembers);
  }

  /** Does it; that the secret key is refused need not be hidden here. */
  protected abstract Future<O> act(Call<S, I> call, StripeServices stripe);

  /** What Stripe says of the key is for admins, who find it in the log and in its health. */
  private static <O> Future<O> forMembers(Throwable failure) {
    return Future.failedFuture(
        StripeError.isKeyRefused(failure)
            ? KaramonException.tryLater(
                StripeError.STRIPE_UNAVAILABLE,
                "Payments are not possible right now. Try again later.",
                RETRY)
            : failure);
  }
}
