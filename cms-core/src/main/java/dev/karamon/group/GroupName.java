package dev.karamon.group;

import dev.karamon.id.GroupId;

/** What a group is called. */
public record GroupName(GroupId id, String name) {}
