package dev.karamon.auth.login;

import dev.karamon.operation.Category;
import dev.karamon.operation.Model;
import dev.karamon.operation.TypedOperation;

/** The model {@code Login, v1}. */
public abstract class LoginOperation<S extends Record, I extends Record, O extends Record>
    extends TypedOperation<S, I, O, Logins> {
  private static final Model MODEL = new Model(Category.AUTHENTICATION, "Login", 1);

  @Override
  public final Model model() {
    return MODEL;
  }

  @Override
  public final Class<Logins> collaborator() {
    return Logins.class;
  }
}
