package org.zhengshu.exchange.boundary;

import java.util.List;
import java.util.Map;

/** The OpenAPI 3.1 document of one resource (资源接口文档). */
public record ApiDocument(
        String openapi,
        Map<String, Object> info,
        List<Map<String, Object>> servers,
        List<Map<String, Object>> security,
        Map<String, Object> paths,
        Map<String, Object> components) {}
