package dev.karamon.server.panel;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.RequestOptions;
import dev.karamon.server.testing.Chromium;
import dev.karamon.server.testing.Site;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The admin panel in Chromium. Notes what no page may do: fail, or ask another host. */
public final class PanelBrowser implements AutoCloseable {
  private final URI url;
  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();
  private String language = "en";

  private PanelBrowser(URI url, Chromium chromium) {
    this.url = url;
    this.context =
        chromium.open(
            new Browser.NewContextOptions()
                .setLocale("en-GB")
                .setReducedMotion(ReducedMotion.REDUCE)
                .setViewportSize(PanelLooks.WIDE, PanelLooks.HEIGHT));
    watch();
    this.page = context.newPage();
    page.setDefaultTimeout(15_000);
  }

  /** Opens a browser in which nobody is signed in. */
  public static PanelBrowser open(Site site, Chromium chromium) {
    return at(site.url(), chromium);
  }

  /** Opens a browser for the server at a URL, in which nobody is signed in. */
  public static PanelBrowser at(URI url, Chromium chromium) {
    return new PanelBrowser(url, chromium);
  }

  /** Opens a browser in which the owner is signed in. */
  public static PanelBrowser ofOwner(Site site, Chromium chromium) {
    return open(site, chromium).signIn(Site.ADMIN_EMAIL, Site.ADMIN_PASSWORD);
  }

  /** Signs an admin in, in the place of whoever was. */
  public PanelBrowser signIn(String email, String password) {
    var options =
        RequestOptions.create()
            .setHeader("Origin", url.toString())
            .setData(Map.of("email", email, "password", password));
    var answer = context.request().post(url + "/admin/api/v1/session", options);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return this;
  }

  /** What is shown. */
  public Page page() {
    return page;
  }

  /** Goes to a page of the panel, such as {@code /groups}, and waits until it is there. */
  public PanelBrowser go(String path) {
    page.navigate(url + "/admin" + path);
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

  /** What axe finds in the way of somebody in this part of what is shown now. */
  public List<?> barriersIn(String part) {
    return new PanelLooks(page).barriersIn(part);
  }

  /** Fails when a page failed, asked another host, or is not what a screen has to be. */
  public void assertNoComplaints() {
    assertThat(complaints).isEmpty();
  }

  private void watch() {
    context.onRequest(request -> {
      var asked = request.url();
      if (!asked.startsWith(url + "/") && !asked.startsWith("blob:")) {
        complaints.add("asks another host: " + asked);
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

  @Override
  public void close() {
    context.close();
  }
}
