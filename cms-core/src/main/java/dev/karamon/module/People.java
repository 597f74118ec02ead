package dev.karamon.module;

import dev.karamon.group.Groups;
import dev.karamon.member.Members;

/** What modules may build their own services on, before there are operations and endpoints. */
public record People(Groups groups, Members members) {}
