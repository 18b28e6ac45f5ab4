package org.zhengshu.bench.bare.xml;

import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlType;

/** What is asked. */
@XmlRootElement
@XmlType(propOrder = {"grant", "purpose", "filter", "limit"})
public class Query {
    public String grant;
    public String purpose;
    public RowFilter filter;
    public int limit;
}
