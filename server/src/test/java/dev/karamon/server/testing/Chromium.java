package dev.karamon.server.testing;

import static org.assertj.core.api.Assumptions.assumeThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The browser of all tests of a JVM, started by the first that asks; each test opens windows of its
 * own, which share nothing. A test that uses it is skipped where there is no Chromium.
 */
public final class Chromium implements AutoCloseable {
  /** As long as it takes on a machine that does much else; what is right is seen at once. */
  private static final double ASSERTION_MILLIS = 20_000;

  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Path program) {
    this.playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    this.browser =
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(program).setArgs(ARGUMENTS));
  }

  static Chromium start() {
    var named = Optional.ofNullable(System.getenv("KARAMON_TEST_CHROMIUM")).map(Path::of);
    var program = named.orElse(Path.of("/usr/bin/chromium"));
    assumeThat(named.isPresent() || Files.isExecutable(program))
        .as("Chromium is installed, or KARAMON_TEST_CHROMIUM says where it is")
        .isTrue();
    PlaywrightAssertions.setDefaultAssertionTimeout(ASSERTION_MILLIS);
    return new Chromium(program);
  }

  /** As good as a browser of its own: nobody is signed in, nothing is remembered. */
  public BrowserContext open(Browser.NewContextOptions options) {
    return browser.newContext(options);
  }

  @Override
  public void close() {
    playwright.close();
  }
}
