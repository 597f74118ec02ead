package dev.karamon.module;

import dev.karamon.auth.admin.FirstAdmin;
import dev.karamon.endpoint.Apis;
import dev.karamon.endpoint.EndpointTables;
import dev.karamon.endpoint.Endpoints;
import dev.karamon.group.Groups;
import dev.karamon.member.Members;
import dev.karamon.operation.Catalog;

/** Everything the assembled core offers. */
public record Services(
    FirstAdmin firstAdmin,
    Groups groups,
    Members members,
    Catalog catalog,
    EndpointTables tables,
    Apis apis,
    Endpoints endpoints) {}
