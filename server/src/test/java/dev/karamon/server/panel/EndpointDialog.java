package dev.karamon.server.panel;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;

/** The dialog in which an endpoint is defined, on the page of an API. */
final class EndpointDialog {
  private final Page page;

  EndpointDialog(Page page) {
    this.page = page;
  }

  /** Opens it, and chooses what the endpoint does. */
  EndpointDialog choose(String category, String model, String operation) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Add new endpoint"))
        .first()
        .click();
    shown().getByLabel("Category").selectOption(category);
    shown().getByLabel("Model").selectOption(new SelectOption().setLabel(model));
    shown().getByLabel("Operation").selectOption(operation);
    return this;
  }

  /** Adds a price of Stripe. */
  EndpointDialog pick(String price) {
    shown().getByLabel("Add a price").first().click();
    page.getByRole(AriaRole.OPTION).filter(new Locator.FilterOptions().setHasText(price)).click();
    return this;
  }

  EndpointDialog fill(String label, String text) {
    field(label).fill(text);
    return this;
  }

  /** Adds the endpoint, which the list then shows. */
  void add() {
    button("Add").click();
    assertThat(shown()).hasCount(0);
  }

  Locator shown() {
    return page.getByRole(AriaRole.DIALOG);
  }

  Locator field(String label) {
    return shown().getByLabel(label).first();
  }

  Locator button(String name) {
    return shown()
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true))
        .last();
  }
}
