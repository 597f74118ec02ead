package dev.karamon.operation;

/**
 * What an endpoint can do, as the catalog finds it: registered with {@code @AutoService}, written
 * as a {@link TypedOperation}.
 */
public abstract sealed class Operation permits TypedOperation {
  Operation() {}

  /** Where it stands in the tree; fixed by the model. */
  public abstract Model model();

  /** The type of what it works with; fixed by the model. */
  public abstract Class<?> collaborator();

  /** Name, method, summary and what it has to know of the caller. */
  public abstract OperationSpec spec();
}
