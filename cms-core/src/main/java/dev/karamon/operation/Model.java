package dev.karamon.operation;

/**
 * The second choice in the dialog of a new endpoint, such as {@code Stripe, v1}.
 *
 * @param version counted from 1
 */
public record Model(Category category, String name, int version) {
  public Model {
    if (name.isBlank() || version < 1) {
      throw new IllegalArgumentException("A model has a name and a version from 1");
    }
  }
}
