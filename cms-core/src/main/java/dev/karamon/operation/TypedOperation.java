package dev.karamon.operation;

import dev.karamon.error.Problems;
import io.vertx.core.Future;
import java.util.List;

/**
 * An operation by its types. One final class without fields; the records {@code Settings}, {@code
 * Input} and {@code Output} nested in it are its form, its validation and its documentation.
 *
 * @param <S> what the admin sets
 * @param <I> what the caller sends
 * @param <O> what the caller gets, as written in the JSON of the answer
 * @param <C> what it works with; fixed by the model
 */
public abstract non-sealed class TypedOperation<
        S extends Record, I extends Record, O extends Record, C>
    extends Operation {

  @Override
  public abstract Class<C> collaborator();

  /**
   * Checks settings of the right shape against the running system when an admin saves them; adds
   * what is wrong, with fields named as in the settings.
   */
  public Future<Void> check(S settings, C collaborator, Problems problems) {
    return Future.succeededFuture();
  }

  /** The records whose fields modules add to the output. */
  public List<Class<? extends Record>> outputFields(C collaborator) {
    return List.of();
  }

  /** Does it. */
  public abstract Future<O> run(Call<S, I> call, C collaborator);
}
