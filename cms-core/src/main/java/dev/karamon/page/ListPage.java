package dev.karamon.page;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;

/** The position in a list of a generated endpoint, in the terms its clients know. */
@Schema(name = "PageInfo")
public record ListPage(
    @JsonProperty("totalCnt") long totalCount,
    @JsonProperty("perPage") int perPage,
    @JsonProperty("totalPageCnt") int totalPageCount,
    @JsonProperty("pageNo") int pageNumber) {
  /** The place of a page. */
  public static ListPage of(Page<?> page) {
    var pages = (int) ((page.total() + page.perPage() - 1) / page.perPage());
    return new ListPage(page.total(), page.perPage(), pages, page.page());
  }
}
