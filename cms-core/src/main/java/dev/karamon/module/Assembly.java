package dev.karamon.module;

import dev.karamon.admin.AdminApi;
import dev.karamon.async.InTurn;
import dev.karamon.audit.Audit;
import dev.karamon.audit.AuditAction;
import dev.karamon.audit.AuditRoutes;
import dev.karamon.audit.CoreAction;
import dev.karamon.auth.Expiry;
import dev.karamon.auth.SignInThrottle;
import dev.karamon.auth.admin.AccountRoutes;
import dev.karamon.auth.admin.AdminAccounts;
import dev.karamon.auth.admin.AdminResets;
import dev.karamon.auth.admin.AdminRoutes;
import dev.karamon.auth.admin.AdminSessionRoutes;
import dev.karamon.auth.admin.AdminSessions;
import dev.karamon.auth.admin.AdminSignIns;
import dev.karamon.auth.admin.AdminTokens;
import dev.karamon.auth.admin.FirstAdmin;
import dev.karamon.auth.admin.OwnAccounts;
import dev.karamon.auth.admin.SecondFactors;
import dev.karamon.auth.login.AccessTokens;
import dev.karamon.auth.login.Logins;
import dev.karamon.auth.login.MemberPasswords;
import dev.karamon.database.Database;
import dev.karamon.database.Notifications;
import dev.karamon.endpoint.Apis;
import dev.karamon.endpoint.CallerGate;
import dev.karamon.endpoint.EndpointDispatcher;
import dev.karamon.endpoint.EndpointRoutes;
import dev.karamon.endpoint.EndpointTables;
import dev.karamon.endpoint.EndpointUsages;
import dev.karamon.endpoint.Endpoints;
import dev.karamon.endpoint.RateLimits;
import dev.karamon.endpoint.StaticTokens;
import dev.karamon.group.Grants;
import dev.karamon.group.GroupRoutes;
import dev.karamon.group.Groups;
import dev.karamon.http.Mount;
import dev.karamon.identity.ExternalMembers;
import dev.karamon.mail.MailGateway;
import dev.karamon.mail.SmtpGateway;
import dev.karamon.member.AddressTakenNotices;
import dev.karamon.member.MemberCredentials;
import dev.karamon.member.MemberLinkRoutes;
import dev.karamon.member.MemberLinks;
import dev.karamon.member.MemberRoutes;
import dev.karamon.member.Members;
import dev.karamon.member.Registrations;
import dev.karamon.operation.Catalog;
import dev.karamon.operation.Operation;
import dev.karamon.secret.Passwords;
import dev.karamon.secret.SecretBox;
import dev.karamon.task.RecurringTask;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;

/** Builds the core and its modules, by hand, in one readable order. */
final class Assembly {
  private final List<CmsModule> modules;
  private final CmsConfig config;
  private final Foundation foundation;
  private final Contributions parts = new Contributions();
  private final Passwords passwords;
  private final SignInThrottle throttle;
  private final Optional<MailGateway> mails;
  private final MemberLinks memberLinks;
  private final MemberCredentials credentials;
  private final MemberPasswords memberPasswords;
  private final Logins logins;
  private final EndpointUsages usages;
  private final Services services;
  private final StaticTokens staticTokens;
  private final AdminSessions sessions;

  static Future<Assembly> of(
      Vertx vertx,
      CmsConfig config,
      List<CmsModule> modules,
      Database database,
      Notifications notifications) {
    var clock = config.clock();
    var foundation =
        new Foundation(
            vertx,
            database,
            notifications,
            new SecretBox(config.masterKey()),
            config.http(),
            new Audit(database, clock),
            new Grants(clock),
            clock,
            config.moduleConfigs());
    // Deriving the schemas of all routes and operations takes a second or two of CPU.
    return InTurn.each(modules, module -> module.begin(foundation))
        .compose(begun -> vertx.executeBlocking(() -> new Assembly(config, modules, foundation)));
  }

  private Assembly(CmsConfig config, List<CmsModule> modules, Foundation foundation) {
    this.config = config;
    this.modules = List.copyOf(modules);
    this.foundation = foundation;
    this.passwords = new Passwords(foundation.vertx());
    this.throttle =
        new SignInThrottle(foundation.vertx(), foundation.database(), foundation.clock());
    var people = people();
    this.mails = config.smtp().map(smtp -> new SmtpGateway(foundation.vertx(), smtp));
    this.memberLinks = memberLinks();
    this.credentials = new MemberCredentials(foundation.audit(), foundation.clock());
    this.memberPasswords =
        new MemberPasswords(
            foundation.database(), people.members(), memberLinks, credentials, passwords, throttle);
    this.logins = logins(people.members());
    this.usages = new EndpointUsages(foundation.vertx(), foundation.database(), foundation.clock());
    contribute(people);
    this.services = services(people);
    var database = foundation.database();
    this.staticTokens =
        new StaticTokens(database, services.apis(), foundation.audit(), foundation.clock());
    var tokens = new AdminTokens(database, foundation.audit(), foundation.clock());
    var factors =
        new SecondFactors(
            database, foundation.secrets(), throttle, foundation.audit(), foundation.clock());
    var signIns =
        new AdminSignIns(
            database, passwords, throttle, factors, foundation.audit(), foundation.clock());
    this.sessions = new AdminSessions(signIns, tokens, config.http());
    addAdminRoutes(signIns, tokens, factors);
    modules.forEach(module -> module.complete(services, parts));
    services.tables().follow(foundation.notifications());
  }

  Services services() {
    return services;
  }

  /** How often endpoints are called. */
  EndpointUsages usages() {
    return usages;
  }

  List<RecurringTask> tasks() {
    return parts.tasks();
  }

  List<Mount> mounts() {
    var mounts = new ArrayList<Mount>();
    mounts.add(new HealthRoutes(parts.healthChecks()));
    mounts.addAll(parts.mounts());
    mounts.add(new AdminApi(parts.adminRoutes(), sessions));
    var externals =
        new ExternalMembers(
            foundation.vertx(),
            foundation.database(),
            services.members(),
            credentials,
            foundation.clock());
    var callers = new CallerGate(logins, staticTokens, externals, config.http());
    var rates = new RateLimits(foundation.database(), foundation.clock());
    mounts.add(new EndpointDispatcher(services.tables(), callers, rates, usages));
    return mounts;
  }

  Future<Void> eachModule(Function<CmsModule, Future<Void>> work) {
    return InTurn.each(modules, work);
  }

  private People people() {
    var groupFields = modules.stream().flatMap(m -> m.groupFields().stream()).toList();
    var groups =
        new Groups(foundation.database(), groupFields, foundation.audit(), foundation.clock());
    var members =
        new Members(
            foundation.database(),
            modules.stream().flatMap(m -> m.memberFields().stream()).toList(),
            foundation.grants(),
            groups,
            passwords,
            foundation.audit(),
            foundation.clock());
    return new People(groups, members);
  }

  private Logins logins(Members members) {
    var accessTokens = new AccessTokens(foundation.vertx(), config.masterKey(), foundation.clock());
    return new Logins(
        foundation.database(),
        members,
        memberPasswords,
        accessTokens,
        config.http(),
        foundation.clock());
  }

  private MemberLinks memberLinks() {
    return new MemberLinks(foundation.database(), mails, foundation.audit(), foundation.clock());
  }

  private Registrations registrations(People people) {
    return new Registrations(
        foundation.database(),
        people.members(),
        people.groups(),
        memberLinks,
        new AddressTakenNotices(foundation.database(), mails, foundation.clock()),
        credentials,
        memberPasswords,
        foundation.audit());
  }

  private void contribute(People people) {
    parts.collaborator(Groups.class, people.groups());
    parts.collaborator(Registrations.class, registrations(people));
    parts.collaborator(Logins.class, logins);
    parts.healthCheck(new HealthCheck("database", foundation.database()::ping));
    parts.task(new Expiry(foundation.database(), foundation.clock()).task());
    modules.forEach(module -> module.contribute(people, parts));
  }

  private Services services(People people) {
    var database = foundation.database();
    var audit = foundation.audit();
    var clock = foundation.clock();
    var catalog = Catalog.of(ServiceLoader.load(Operation.class), parts.collaborators());
    var tables = new EndpointTables(foundation.vertx(), database, catalog);
    var apis = new Apis(database, tables, config.http(), audit, clock);
    return new Services(
        new FirstAdmin(database, passwords, audit, clock),
        people.groups(),
        people.members(),
        catalog,
        tables,
        apis,
        new Endpoints(database, apis, people.groups(), catalog, tables, usages, audit, clock));
  }

  private void addAdminRoutes(AdminSignIns signIns, AdminTokens tokens, SecondFactors factors) {
    var database = foundation.database();
    var audit = foundation.audit();
    var clock = foundation.clock();
    var accounts = new AdminAccounts(database, passwords, audit, clock);
    var own = new OwnAccounts(database, passwords, accounts, factors, throttle, audit);
    var resets = new AdminResets(database, passwords, throttle, audit, clock);
    parts.adminRoutes(
        AdminSessionRoutes.of(services.firstAdmin(), resets, signIns, sessions, tokens));
    parts.adminRoutes(AdminRoutes.of(accounts, own));
    parts.adminRoutes(AccountRoutes.of(own));
    parts.adminRoutes(GroupRoutes.of(services.groups()));
    parts.adminRoutes(MemberRoutes.of(services.members()));
    parts.adminRoutes(MemberLinkRoutes.of(memberLinks));
    parts.adminRoutes(EndpointRoutes.ofApis(services.apis(), staticTokens));
    parts.adminRoutes(EndpointRoutes.ofEndpoints(services.endpoints(), services.catalog()));
    parts.adminRoutes(AuditRoutes.of(audit, auditActions()));
  }

  private List<AuditAction> auditActions() {
    var actions = new ArrayList<AuditAction>(List.of(CoreAction.values()));
    modules.forEach(module -> actions.addAll(module.auditActions()));
    return actions;
  }
}
