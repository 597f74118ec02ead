package dev.karamon.server.testing;

import static org.junit.platform.commons.support.AnnotationSupport.findAnnotation;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One PostgreSQL a JVM, one site a test class; both are closed by JUnit. */
final class KaramonExtension implements BeforeAllCallback, ParameterResolver {
  private static final Namespace OURS = Namespace.create(KaramonExtension.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    var postgres =
        context
            .getRoot()
            .getStore(OURS)
            .computeIfAbsent(TestPostgres.class, any -> TestPostgres.start(), TestPostgres.class);
    var stripe =
        findAnnotation(context.getRequiredTestClass(), KaramonTest.class).orElseThrow().stripe();
    context
        .getStore(OURS)
        .computeIfAbsent(Site.class, any -> Site.open(postgres, stripe), Site.class);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Site.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    var site = context.getStore(OURS).get(Site.class, Site.class);
    if (site == null) {
      throw new IllegalStateException("The site is there only within a test class");
    }
    return site;
  }
}
