package dev.karamon.group;

import dev.karamon.id.GroupId;

/** A group of members, as defined by an admin. */
record MemberGroup(GroupId id, String name, String description, int version, long memberCount) {}
