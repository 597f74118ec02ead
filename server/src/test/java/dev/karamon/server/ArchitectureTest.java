package dev.karamon.server;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.karamon.endpoint.EndpointDispatcher;
import dev.karamon.operation.Operation;
import dev.karamon.stripe.event.meaning.EventHandler;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** The map of the code: which part may know which. */
@AnalyzeClasses(packages = "dev.karamon", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String CORE = "dev.karamon.";
  private static final String STRIPE = "dev.karamon.stripe";

  /** Core's packages in layers, lowest first; each may use those below its own, none beside it. */
  private static final List<Set<String>> CORE_LAYERS =
      List.of(
          Set.of("wire"),
          Set.of("async", "error", "id"),
          Set.of("json", "page", "actor"),
          Set.of("database", "http", "secret"),
          Set.of("admin"),
          Set.of("operation", "audit", "task", "mail"),
          Set.of("group"),
          Set.of("member"),
          Set.of("auth"),
          Set.of("auth.admin", "auth.login"),
          Set.of("identity"),
          Set.of("content"),
          Set.of("endpoint"),
          Set.of("module"));

  /** The packages of payments in layers, lowest first; all of them may use core. */
  private static final List<Set<String>> STRIPE_LAYERS =
      List.of(
          Set.of(""),
          Set.of(".gateway"),
          Set.of(".settings"),
          Set.of(".membership"),
          Set.of(".event.meaning"),
          Set.of(".checkout", ".event", ".overview", ".reconcile"),
          Set.of(".operation"),
          Set.of(".module"));

  /** Modules whose packages may use each other as they like. */
  private static final Set<String> OTHER_MODULES =
      Set.of(
          "dev.karamon.openapi.",
          "dev.karamon.sandbox.",
          "dev.karamon.server.",
          "dev.karamon.bench.");

  private static final DescribedPredicate<JavaClass> SQL_KEEPERS =
      DescribedPredicate.describe(
          "stores or the database package",
          type ->
              outermost(type).getSimpleName().endsWith("Store")
                  || type.getPackageName().equals(CORE + "database"));

  private static final DescribedPredicate<JavaClass> WEB_PARTS =
      DescribedPredicate.describe(
          "routes, the http and the admin package or the dispatcher with its envelope",
          type ->
              outermost(type).getSimpleName().endsWith("Routes")
                  || type.getPackageName().equals(CORE + "http")
                  || type.getPackageName().equals(CORE + "admin")
                  || outermost(type).isEquivalentTo(EndpointDispatcher.class)
                  || outermost(type).getFullName().equals(CORE + "endpoint.Envelope"));

  private static final DescribedPredicate<JavaClass> NAMED_BY_OTHERS =
      assignableTo(Throwable.class)
          .or(assignableTo(DataSource.class))
          .or(assignableTo(Schedule.class))
          .as("types whose methods have the names of Java or a library");

  private static final DescribedPredicate<JavaClass> EXTENSIONS =
      DescribedPredicate.describe(
          "operations and event handlers",
          type ->
              (type.isAssignableTo(Operation.class) || type.isAssignableTo(EventHandler.class))
                  && !type.getModifiers().contains(JavaModifier.ABSTRACT));

  @ArchTest
  static final ArchRule packages_have_no_cycles =
      slices().matching("dev.karamon.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule only_the_gateway_knows_stripes_library =
      noClasses()
          .that()
          .resideOutsideOfPackages(STRIPE + ".gateway..", "dev.karamon.sandbox..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.stripe..");

  @ArchTest
  static final ArchRule core_knows_no_module =
      noClasses()
          .that()
          .resideInAnyPackage(corePackages())
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              STRIPE + "..",
              "dev.karamon.openapi..",
              "dev.karamon.sandbox..",
              "dev.karamon.server..");

  @ArchTest
  static final ArchRule payments_know_core_only =
      noClasses()
          .that()
          .resideInAPackage(STRIPE + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.karamon.openapi..", "dev.karamon.sandbox..", "dev.karamon.server..");

  @ArchTest
  static final ArchRule documents_know_core_only =
      noClasses()
          .that()
          .resideInAPackage("dev.karamon.openapi..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(STRIPE + "..", "dev.karamon.sandbox..", "dev.karamon.server..");

  @ArchTest
  static final ArchRule the_sandbox_stands_alone =
      noClasses()
          .that()
          .resideInAPackage("dev.karamon.sandbox..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.karamon..")
                  .and(not(resideInAPackage("dev.karamon.sandbox.."))));

  @ArchTest
  static final ArchRule statements_are_written_in_stores =
      noClasses()
          .that(not(SQL_KEEPERS))
          .should()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "a statement is made", (JavaMethodCall call) -> makesStatement(call)));

  @ArchTest
  static final ArchRule outside_stores_the_database_is_only_handed_on =
      noClasses()
          .that(not(SQL_KEEPERS))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("io.vertx.sqlclient..", "io.vertx.pgclient..")
                  .and(not(type(SqlClient.class)))
                  .and(not(type(SqlConnection.class))))
          .allowEmptyShould(false);

  @ArchTest
  static final ArchRule jdbc_is_for_the_database_package_and_the_embedded_server =
      noClasses()
          .that()
          .resideOutsideOfPackages(CORE + "database", "dev.karamon.server..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "com.zaxxer..", "org.postgresql..")
          .allowEmptyShould(false);

  @ArchTest
  static final ArchRule only_the_task_package_knows_the_scheduler =
      noClasses()
          .that()
          .resideOutsideOfPackage(CORE + "task")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.github.kagkarlsson..");

  @ArchTest
  static final ArchRule requests_are_handled_in_routes =
      noClasses()
          .that(not(WEB_PARTS))
          .and()
          .resideOutsideOfPackage("dev.karamon.sandbox..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.vertx.ext.web..");

  @ArchTest
  static final ArchRule only_the_server_reads_the_environment =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.karamon.server..")
          .should()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "the environment is read",
                  (JavaMethodCall call) ->
                      call.getTargetOwner().isEquivalentTo(System.class)
                          && call.getName().equals("getenv")));

  @ArchTest
  static final ArchRule operations_and_handlers_are_final_and_keep_nothing =
      classes()
          .that(EXTENSIONS)
          .should()
          .haveModifier(JavaModifier.FINAL)
          .andShould(haveNoInstanceFields());

  @ArchTest
  static final ArchRule names_say_what_things_are =
      noClasses().should().haveNameMatching(".*(Manager|Helper|Util|Utils|Impl|Info|Base)(\\$.*)?");

  @ArchTest
  static final ArchRule nothing_is_got =
      noMethods()
          .that()
          .areDeclaredInClassesThat(not(NAMED_BY_OTHERS))
          .should()
          .haveNameMatching("get(?!OrCreate)[A-Z].*");

  @ArchTest
  static void core_packages_use_only_those_below_them(JavaClasses all) {
    check(all, CORE, CORE_LAYERS);
  }

  @ArchTest
  static void payment_packages_use_only_those_below_them(JavaClasses all) {
    check(all, STRIPE, STRIPE_LAYERS);
  }

  @ArchTest
  static void every_package_has_its_layer(JavaClasses all) {
    var packages = all.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());

    assertThat(withoutLayer(packages)).as("packages that stand in no layer above").isEmpty();
    assertThat(
            withoutLayer(
                Set.of(
                    "dev.karamon.newcomer", "dev.karamon.member.inner", "dev.karamon.stripe.news")))
        .hasSize(3);
  }

  private static List<String> withoutLayer(Set<String> packages) {
    var layered = new HashSet<String>(Set.of(corePackages()));
    STRIPE_LAYERS.forEach(layer -> layer.stream().map(STRIPE::concat).forEach(layered::add));
    return packages.stream()
        .filter(name -> !layered.contains(name))
        .filter(name -> OTHER_MODULES.stream().noneMatch((name + ".")::startsWith))
        .sorted()
        .toList();
  }

  private static void check(JavaClasses all, String root, List<Set<String>> layers) {
    var above = new ArrayList<String>();
    for (var layer : layers.reversed()) {
      for (var name : layer) {
        var forbidden = new ArrayList<>(above);
        layer.stream()
            .filter(other -> !other.equals(name))
            .map(root::concat)
            .forEach(forbidden::add);
        noClasses()
            .that()
            .resideInAPackage(root + name)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(forbidden.toArray(String[]::new))
            .allowEmptyShould(true)
            .check(all);
      }
      layer.stream().map(root::concat).forEach(above::add);
    }
  }

  private static String[] corePackages() {
    return CORE_LAYERS.stream().flatMap(Set::stream).map(CORE::concat).toArray(String[]::new);
  }

  private static boolean makesStatement(JavaMethodCall call) {
    return call.getTargetOwner().isAssignableTo(SqlClient.class)
        && Set.of("query", "preparedQuery", "prepare").contains(call.getName());
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
  }

  private static ArchCondition<JavaClass> haveNoInstanceFields() {
    return new ArchCondition<>("have no instance fields") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (var field : type.getFields()) {
          if (!field.getModifiers().contains(JavaModifier.STATIC)) {
            events.add(SimpleConditionEvent.violated(type, field.getDescription() + " is kept"));
          }
        }
      }
    };
  }
}
