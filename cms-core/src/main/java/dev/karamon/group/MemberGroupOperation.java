package dev.karamon.group;

import dev.karamon.operation.Category;
import dev.karamon.operation.Model;
import dev.karamon.operation.TypedOperation;

/** The model {@code MemberGroup, v1}. */
public abstract class MemberGroupOperation<S extends Record, I extends Record, O extends Record>
    extends TypedOperation<S, I, O, Groups> {
  private static final Model MODEL = new Model(Category.MEMBER, "MemberGroup", 1);

  @Override
  public final Model model() {
    return MODEL;
  }

  @Override
  public final Class<Groups> collaborator() {
    return Groups.class;
  }
}
