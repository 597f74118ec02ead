package dev.karamon.group;

import dev.karamon.id.GroupId;

/** A group of members, as an admin made it. */
record MemberGroup(GroupId id, String name, String description, int version, long memberCount) {}
