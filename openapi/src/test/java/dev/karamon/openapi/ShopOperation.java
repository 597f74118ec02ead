package dev.karamon.openapi;

import dev.karamon.operation.Category;
import dev.karamon.operation.Model;
import dev.karamon.operation.TypedOperation;

/** The model {@code Shop, v1}. */
abstract class ShopOperation<S extends Record, I extends Record, O extends Record>
    extends TypedOperation<S, I, O, Shelf> {
  @Override
  public final Model model() {
    return new Model(Category.PAYMENTS, "Shop", 1);
  }

  @Override
  public final Class<Shelf> collaborator() {
    return Shelf.class;
  }
}
