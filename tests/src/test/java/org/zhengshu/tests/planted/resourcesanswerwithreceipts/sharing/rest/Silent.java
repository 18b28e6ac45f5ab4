package org.zhengshu.tests.planted.resourcesanswerwithreceipts.sharing.rest;

import jakarta.ws.rs.Path;

/** A resource without receipts. */
@Path("silent")
public class Silent {}
