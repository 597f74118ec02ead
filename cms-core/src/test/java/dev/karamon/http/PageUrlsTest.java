package dev.karamon.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a token stands in the URL of a page. */
class PageUrlsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "https://shop.example                  | https://shop.example?token=kml_1",
        "https://shop.example/reset            | https://shop.example/reset?token=kml_1",
        "https://shop.example/reset?           | https://shop.example/reset?token=kml_1",
        "https://shop.example/reset?lang=ja    | https://shop.example/reset?lang=ja&token=kml_1",
        "https://shop.example/reset?lang=ja&   | https://shop.example/reset?lang=ja&token=kml_1",
        "https://shop.example/#/reset          | https://shop.example/?token=kml_1#/reset",
        "https://shop.example#reset            | https://shop.example?token=kml_1#reset",
        "https://shop.example/?a=b#/reset?c=d  | https://shop.example/?a=b&token=kml_1#/reset?c=d",
        "https://shop.example/a#               | https://shop.example/a?token=kml_1#",
        "https://shop.example/再設定#あ           | https://shop.example/%E5%86%8D%E8%A8%AD%E5%AE%9A"
            + "?token=kml_1#%E3%81%82",
        "https://shop.example/a%20b?c=%26#d%23 | https://shop.example/a%20b?c=%26&token=kml_1#d%23"
      })
  void a_token_stands_in_the_query_before_the_fragment(String page, String link) {
    assertThat(PageUrls.isFine(page)).isTrue();
    assertThat(PageUrls.withToken(page, "kml_1")).isEqualTo(link);
  }
}
