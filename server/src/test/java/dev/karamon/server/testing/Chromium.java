package dev.karamon.server.testing;

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
 * own, which share nothing. Test classes that ask for it are skipped where there is no Chromium.
 */
public final class Chromium implements AutoCloseable {
  /** As long as it takes on a machine that does much else; what is right is seen at once. */
  private static final double ASSERTION_MILLIS = 20_000;

  private static final List<Path> INSTALLED =
      List.of(Path.of("/usr/bin/chromium-headless-shell"), Path.of("/usr/bin/chromium"));

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

  /** The program; empty where there is none. */
  static Optional<Path> program() {
    return Optional.ofNullable(System.getenv("KARAMON_TEST_CHROMIUM"))
        .map(Path::of)
        .or(() -> INSTALLED.stream().filter(Files::isExecutable).findFirst());
  }

  static Chromium start() {
    PlaywrightAssertions.setDefaultAssertionTimeout(ASSERTION_MILLIS);
    return new Chromium(program().orElseThrow());
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
