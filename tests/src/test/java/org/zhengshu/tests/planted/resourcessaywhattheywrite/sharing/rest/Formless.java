package org.zhengshu.tests.planted.resourcessaywhattheywrite.sharing.rest;

import jakarta.ws.rs.Path;

/** A resource that does not say in what form it answers. */
@Path("formless")
public class Formless {}
