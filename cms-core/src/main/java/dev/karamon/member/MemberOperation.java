package dev.karamon.member;

import dev.karamon.operation.Category;
import dev.karamon.operation.Model;
import dev.karamon.operation.TypedOperation;

/** The model {@code Member, v1}. */
public abstract class MemberOperation<S extends Record, I extends Record, O extends Record>
    extends TypedOperation<S, I, O, Registrations> {
  private static final Model MODEL = new Model(Category.MEMBER, "Member", 1);

  @Override
  public final Model model() {
    return MODEL;
  }

  @Override
  public final Class<Registrations> collaborator() {
    return Registrations.class;
  }
}
