package dev.karamon.server.panel;

import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is in which group, and why: what an admin does about it all day. */
@KaramonTest
@Timeout(180)
class GroupsAndMembersIT {
  private final Site site;
  private PanelBrowser browser;

  @SuppressWarnings("NullAway.Init") // opened before each test
  GroupsAndMembersIT(Site site) {
    this.site = site;
  }

  @BeforeEach
  void open_the_panel() {
    browser = PanelBrowser.ofOwner(site);
  }

  @AfterEach
  void close_the_panel() {
    browser.close();
  }

  @Test
  void the_screens_are_for_everybody() {
    var shop = site.shop();

    browser.check("groups", "/groups");
    browser.check("group", "/groups/" + shop.group().id());
    browser.check("group-new", "/groups/new");
    browser.assertNoComplaints();
  }
}
