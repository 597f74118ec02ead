package dev.karamon.server.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.RequestOptions;
import dev.karamon.server.testing.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The admin panel in Chromium. Notes what no page may do: fail, or ask another host for something.
 * A test that uses it is skipped where there is no Chromium.
 */
public final class PanelBrowser implements AutoCloseable {
  private static final Path AXE = Path.of("../admin-ui/node_modules/axe-core/axe.min.js");
  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Site site;
  private final Playwright playwright;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();
  private String language = "en";

  private PanelBrowser(Site site, Path chromium) {
    this.site = site;
    this.playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    var context =
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(chromium).setArgs(ARGUMENTS))
            .newContext(
                new Browser.NewContextOptions()
                    .setLocale("en-GB")
                    .setReducedMotion(ReducedMotion.REDUCE)
                    .setViewportSize(PanelLooks.WIDE, PanelLooks.HEIGHT));
    // Through the protocol: the page's policy allows no script of others.
    context.addInitScript(axe());
    watch(context);
    this.page = context.newPage();
    page.setDefaultTimeout(15_000);
  }

  /** Opens a browser in which nobody is signed in. */
  public static PanelBrowser open(Site site) {
    var named = Optional.ofNullable(System.getenv("KARAMON_TEST_CHROMIUM")).map(Path::of);
    var chromium = named.orElse(Path.of("/usr/bin/chromium"));
    assumeThat(named.isPresent() || Files.isExecutable(chromium))
        .as("Chromium is installed, or KARAMON_TEST_CHROMIUM says where it is")
        .isTrue();
    return new PanelBrowser(site, chromium);
  }

  /** Opens a browser in which the owner is signed in. */
  public static PanelBrowser ofOwner(Site site) {
    return open(site).signIn(Site.ADMIN_EMAIL, Site.ADMIN_PASSWORD);
  }

  /** Signs an admin in, in the place of whoever was. */
  public PanelBrowser signIn(String email, String password) {
    var options =
        RequestOptions.create()
            .setHeader("Origin", site.url().toString())
            .setData(Map.of("email", email, "password", password));
    var answer = page.context().request().post(site.url() + "/admin/api/v1/session", options);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return this;
  }

  /** What is shown. */
  public Page page() {
    return page;
  }

  /** Goes to a page of the panel, such as {@code /groups}, and waits until it is there. */
  public PanelBrowser go(String path) {
    page.navigate(site.url() + "/admin" + path);
    return settled();
  }

  /** Waits until nothing of the page is on its way any more. */
  public PanelBrowser settled() {
    try {
      page.locator("main h1").first().waitFor();
      page.waitForFunction("() => !document.querySelector('main [aria-busy=true]')");
    } catch (TimeoutError e) {
      throw new AssertionError(
          page.url() + " is not there: " + page.locator("body").innerText() + complaints, e);
    }
    return this;
  }

  /** The page again in this language of the panel, as all that follow; the first is English. */
  public PanelBrowser speak(String wanted) {
    language = wanted;
    page.evaluate("language => localStorage.setItem('karamon-language', language)", wanted);
    page.reload();
    return settled();
  }

  /**
   * Goes to a page and holds it against what every screen has to be, in both languages; keeps
   * pictures of it.
   */
  public PanelBrowser check(String name, String path) {
    go(path).look(name);
    return speak(language.equals("en") ? "ja" : "en").look(name);
  }

  /** Holds what is shown now against what every screen has to be; keeps pictures of it. */
  public PanelBrowser look(String name) {
    complaints.addAll(new PanelLooks(page).of(name + "-" + language));
    return this;
  }

  /** Fails when a page failed, asked another host, or is not what a screen has to be. */
  public void assertNoComplaints() {
    assertThat(complaints).isEmpty();
  }

  private void watch(BrowserContext context) {
    context.onRequest(request -> {
      var url = request.url();
      if (!url.startsWith(site.url() + "/") && !url.startsWith("blob:")) {
        complaints.add("asks another host: " + url);
      }
    });
    context.onWebError(error -> complaints.add(error.error()));
    context.onConsoleMessage(message -> {
      // Refusals are part of the job; what the page makes of them is seen on the page.
      if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
        complaints.add(message.text());
      }
    });
  }

  private static String axe() {
    assumeThat(Files.exists(AXE)).as("npm ci has run in admin-ui").isTrue();
    try {
      return Files.readString(AXE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    playwright.close();
  }
}
