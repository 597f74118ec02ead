package dev.karamon.group;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.google.auto.service.AutoService;
import dev.karamon.operation.Call;
import dev.karamon.operation.CallerNeed;
import dev.karamon.operation.Operation;
import dev.karamon.operation.OperationSpec;
import dev.karamon.page.ListPage;
import dev.karamon.page.PageRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** {@code MemberGroup::list}: the names of groups, for a pricing page. */
@AutoService(Operation.class)
public final class ListGroupsOperation
    extends MemberGroupOperation<
        ListGroupsOperation.Settings, ListGroupsOperation.Input, ListGroupsOperation.Output> {
  private static final int DEFAULT_PER_PAGE = 20;

  /** Nothing is fixed. */
  public record Settings() {}

  /** Which page. */
  public record Input(
      @JsonProperty("pageID")
          @Schema(description = "Which page, counted from 1.", minimum = "1", maximum = "1000000")
          Optional<Integer> page,
      @JsonProperty("cnt") @Schema(description = "Groups per page.", minimum = "1", maximum = "100")
          Optional<Integer> perPage) {}

  /** A group by name. */
  public record Item(long groupId, String groupNm) {}

  /** The page. */
  public record Output(
      @Schema(description = "The groups, oldest first.") List<Item> list,
      @JsonProperty("pageInfo") @Schema(description = "Position in the list.") ListPage pageInfo) {}

  @Override
  public OperationSpec spec() {
    return OperationSpec.reads("list", "Lists the names of the member groups.", CallerNeed.NONE);
  }

  @Override
  public Future<Output> run(Call<Settings, Input> call, Groups groups) {
    var request =
        new PageRequest(
            call.input().page().orElse(1), call.input().perPage().orElse(DEFAULT_PER_PAGE), "");
    return groups
        .named(request)
        .map(page ->
            new Output(
                page.items().stream()
                    .map(group -> new Item(group.id().value(), group.name()))
                    .toList(),
                ListPage.of(page)));
  }
}
