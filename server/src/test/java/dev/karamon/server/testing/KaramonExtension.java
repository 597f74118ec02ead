package dev.karamon.server.testing;

import static org.junit.platform.commons.support.AnnotationSupport.findAnnotation;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One PostgreSQL and one browser a JVM, one site a test class; all are closed by JUnit. */
final class KaramonExtension implements ExecutionCondition, BeforeAllCallback, ParameterResolver {
  private static final Namespace OURS = Namespace.create(KaramonExtension.class);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    var asksForBrowser =
        Arrays.stream(context.getRequiredTestClass().getDeclaredConstructors())
            .flatMap(constructor -> Arrays.stream(constructor.getParameterTypes()))
            .anyMatch(Chromium.class::equals);
    return asksForBrowser && Chromium.program().isEmpty()
        ? ConditionEvaluationResult.disabled(
            "Chromium is not installed, and KARAMON_TEST_CHROMIUM does not say where it is")
        : ConditionEvaluationResult.enabled("what it asks for is there");
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    var postgres = shared(context, TestPostgres.class, TestPostgres::start);
    var wanted = findAnnotation(context.getRequiredTestClass(), KaramonTest.class).orElseThrow();
    context
        .getStore(OURS)
        .computeIfAbsent(Site.class, any -> Site.open(postgres, wanted), Site.class);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    var type = parameter.getParameter().getType();
    return type == Site.class || type == Chromium.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Chromium.class
        ? shared(context, Chromium.class, Chromium::start)
        : site(context);
  }

  private static Site site(ExtensionContext context) {
    return Objects.requireNonNull(
        context.getStore(OURS).get(Site.class, Site.class),
        "The site is there only within a test class");
  }

  /** Lives as long as the JVM runs tests: a build may hand it one class after the other. */
  private static <T> T shared(ExtensionContext context, Class<T> type, Supplier<T> start) {
    return context
        .getStore(StoreScope.LAUNCHER_SESSION, OURS)
        .computeIfAbsent(type, any -> start.get(), type);
  }
}
