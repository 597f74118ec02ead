package dev.karamon.stripe.operation;

import dev.karamon.operation.Category;
import dev.karamon.operation.Model;
import dev.karamon.operation.TypedOperation;

/** The model {@code Stripe, v1}. */
public abstract class StripeOperation<S extends Record, I extends Record, O extends Record>
    extends TypedOperation<S, I, O, StripeServices> {
  private static final Model MODEL = new Model(Category.PAYMENTS, "Stripe", 1);

  @Override
  public final Model model() {
    return MODEL;
  }

  @Override
  public final Class<StripeServices> collaborator() {
    return StripeServices.class;
  }
}
