package org.zhengshu.bench.bare.xml;

import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlType;
import java.util.ArrayList;
import java.util.List;

/** What is answered. */
@XmlRootElement
@XmlType(propOrder = {"grant", "resource", "count", "rows"})
public class QueryResponse {
    public String grant;
    public String resource;
    public int count;
    public List<Row> rows = new ArrayList<>();
}
